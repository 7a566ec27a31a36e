const {NAMED, isHeard, judgeNames, lost, prohibited, renamed} = nyx.prohibited;

define({
  selector: NAMED,
  matches(element, virtual) {
    const found = prohibited(element, virtual);
    return isHeard(element) && (!found.length || renamed(element) || lost(virtual, found));
  },
  evaluate: judgeNames,
  message: '${data.names} has no effect on an element of the role ${data.role}, and nothing else is read out',
  doubt:
    'some software reads its ${data.names} in place of the words that are seen, and some does not: such an element should have no name',
});
