// Addresses as the browser reads them.

function addressOf(text) {
  try {
    return new URL((text || '').trim(), document.baseURI).href;
  } catch {
    return '';
  }
}

nyx.addresses = {addressOf};
