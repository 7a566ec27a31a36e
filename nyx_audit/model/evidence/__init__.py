"""The evidence of a visit: each kind is declared once, with the frozen record that it is and how it is gathered."""
