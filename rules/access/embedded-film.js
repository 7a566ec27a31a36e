const {dom} = axe.commons;

const PLAYERS =
  /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|wistia\.(?:com|net)|brightcove\.(?:com|net)|kaltura\.com|vidyard\.com|loom\.com|jwplayer\.com|jwplatform\.com|panopto\.com|twitch\.tv|rutube\.ru|bilibili\.com|ted\.com|granicus\.com|swagit\.com)$/i;

/** @param {Element} element */
function isPlayer(element) {
  try {
    return PLAYERS.test(new URL(element.src || element.data, document.baseURI).hostname);
  } catch {
    return false;
  }
}

define({
  selector: 'iframe[src], embed[src], object[data]',
  matches: (element) => isPlayer(element) && dom.isVisibleOnScreen(element),
  evaluate(element) {
    this.data({host: new URL(element.src || element.data, document.baseURI).hostname});
    return undefined;
  },
  message: 'a film from ${data.host}, which is not watched: does it have captions, does it flash, does it start by itself?',
});
