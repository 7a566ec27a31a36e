const {applies, hasJump, study} = nyx.repeated;

define({
  selector: 'html',
  hidden: true,
  matches: applies,
  evaluate: () => !study().own || hasJump(),
  message: 'no link leads past the parts that repeat',
  doubt: 'a control may lead past the parts that repeat',
});
