"""How the checks of sites say what they found."""

from __future__ import annotations

from nyx_audit.model.facts import Facts, FormField, Link
from nyx_audit.model.outcome import Judgement, Outcome, Owner, Target, Verdict

ROOT = "html"
# The links in these are the design system's own; other components draw those that the agency gives them.
UNIVERSAL = frozenset({"nys-unavheader", "nys-unavfooter"})
# Languages of a page whose words are known; a page without a language is most often in English.
WORDS_KNOWN = frozenset({"en", "es", ""})


def of_page(facts: Facts, outcome: Outcome, message: str = "") -> Verdict:
    """Return a verdict about a page as a whole."""
    root = Target(facts.key or ROOT, ROOT, name=facts.title)
    if outcome is Outcome.PASSED:
        return Verdict(passed=frozenset({root.key}))
    return Verdict((Judgement(root, outcome, message),))


def measured(facts: Facts, value: float, message: str) -> Verdict:
    """Return a verdict of a numeric rule about a page as a whole."""
    root = Target(facts.key or ROOT, ROOT, name=facts.title)
    return Verdict((Judgement(root, Outcome.PASSED, message),), value=value)


def field_target(field: FormField) -> Target:
    """Return a field as a target."""
    name = field.label or field.placeholder or field.name
    html = f'<{field.tag} type="{field.type}" name="{field.name}">'
    owner = Owner.DESIGN_SYSTEM if field.component.startswith("nys-") else Owner.AGENCY
    return Target(field.key, field.selector, html, name=name, owner=owner)


def link_target(link: Link) -> Target:
    """Return a link as a target."""
    html = f'<a href="{link.raw}">{link.text}</a>'
    owner = Owner.DESIGN_SYSTEM if link.component in UNIVERSAL else Owner.AGENCY
    return Target(link.selector, link.selector, html, name=link.text, landmark=link.landmark, owner=owner)
