"""E-mails that were sent to a page's address (API: Emails)."""

from backpack.models import Email
from backpack.operation import Body, operation
from backpack.reply import many, nothing, one

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation(
    "POST", "/ws/page/{page_id}/emails/list", returns=many("emails/email", Email.from_xml), safe_to_retry=True
)
def list_emails(page_id: int) -> Body:
    """The e-mails on a page (API: Emails, List)."""
    return None


@operation(
    "POST",
    "/ws/page/{page_id}/emails/show/{email_id}",
    returns=one("email", Email.from_xml),
    safe_to_retry=True,
)
def show_email(page_id: int, email_id: int) -> Body:
    """One e-mail (API: Emails, Show)."""
    return None


@operation("POST", "/ws/page/{page_id}/emails/destroy/{email_id}", returns=nothing, safe_to_retry=True)
def destroy_email(page_id: int, email_id: int) -> Body:
    """Remove an e-mail from a page; a second time answers `NotFound` (API: Emails, Destroy)."""
    return None
