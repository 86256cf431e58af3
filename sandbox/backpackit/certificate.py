"""A certificate for the SSL listener, signed by itself and made anew at each start."""

import ipaddress
import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_NAMES = ("localhost", "*.localhost", "*.backpackit.com", "launchpad.37signals.com")
_ADDRESSES = ("127.0.0.1", "::1")


def new_certificate() -> tuple[ssl.SSLContext, str]:
    """A context to serve with, and the certificate as PEM for clients that verify."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Backpack sandbox")])
    alternatives = [
        *map(x509.DNSName, _NAMES),
        *(x509.IPAddress(ipaddress.ip_address(address)) for address in _ADDRESSES),
    ]
    yesterday = datetime.now(UTC) - timedelta(days=1)  # for clients whose clock is behind
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(yesterday)
        .not_valid_after(yesterday + timedelta(days=365))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        # A certificate that is its own authority, which is what verifying clients are to be given.
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:  # OpenSSL reads files only
        file = Path(folder, "backpackit.pem")
        file.touch(0o600)
        file.write_bytes(pem + private)
        context.load_cert_chain(file)
    return context, pem.decode()
