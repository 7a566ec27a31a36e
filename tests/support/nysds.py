"""The design system's components: the published bundle where npm can fetch it, else two small ones built the same way."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

PACKAGE = "@nysds/components@1.15.0"

# Fields and labels in open shadow roots within each other, as the published components have them.
SMALL = """
customElements.define('nys-label', class extends HTMLElement {
  connectedCallback() {
    const flag = this.getAttribute('flag') === 'required' ? '<div>*</div>' : '';
    this.attachShadow({mode: 'open'}).innerHTML = `<div class="nys-label"><label>${this.getAttribute('label')} ${flag}</label></div>`;
  }
});
customElements.define('nys-textinput', class extends HTMLElement {
  connectedCallback() {
    const [label, required] = [this.getAttribute('label'), this.hasAttribute('required')];
    this.attachShadow({mode: 'open'}).innerHTML = `<nys-label label="${label}" flag="${required ? 'required' : ''}"></nys-label>
      <input aria-label="${label}" name="${this.getAttribute('name')}" ${required ? 'required' : ''}>`;
  }
});
for (const name of ['nys-unavheader', 'nys-globalheader', 'nys-unavfooter']) customElements.define(name, class extends HTMLElement {
  connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<a href="https://www.ny.gov/">NY.gov</a>'; }
});
"""


def published(folder: Path) -> str | None:
    """Return the published bundle, or None where npm is missing or cannot fetch it."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    try:
        subprocess.run([npm, "pack", PACKAGE, "--silent"], cwd=folder, check=True, capture_output=True, timeout=120)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        bundle = packed.extractfile("package/dist/nysds.js")
        return bundle.read().decode() if bundle else None
