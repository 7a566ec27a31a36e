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

/**
 * A part of an address as people write it; as it stands where it is not written by the rules.
 * @param {string} part
 */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

nyx.addresses = {addressOf, decoded};
