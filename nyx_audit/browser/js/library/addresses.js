// Addresses as the browser reads them.

/** @param {string | null} text */
function addressOf(text) {
  try {
    return new URL((text || '').trim(), document.baseURI).href;
  } catch {
    return '';
  }
}

nyx.addresses = {addressOf};
