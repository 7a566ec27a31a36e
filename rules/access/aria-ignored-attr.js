const {NAMED, isHeard, judgeNames, lost, prohibited} = nyx.prohibited;

define({
  selector: NAMED,
  matches(element, virtual) {
    const found = prohibited(element, virtual);
    return isHeard(element) && (!found.length || !lost(virtual, found));
  },
  evaluate: judgeNames,
  message: '${data.names} must not be on an element of the role ${data.role}, and browsers ignore it',
});
