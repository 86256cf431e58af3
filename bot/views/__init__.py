"""Pure builders of what people see: plain data in, Block Kit out, nothing else touched."""
