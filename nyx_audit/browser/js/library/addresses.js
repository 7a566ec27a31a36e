// Addresses as the browser reads them, without a name and password: those are nobody else's to see.

/** @param {string | null} text */
function addressOf(text) {
  try {
    const address = new URL((text || '').trim(), document.baseURI);
    address.username = address.password = '';
    return address.href;
  } catch {
    return '';
  }
}

nyx.addresses = {addressOf};
