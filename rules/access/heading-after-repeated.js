const {applies, hasHeading, study} = nyx.repeated;

define({
  selector: 'html',
  hidden: true,
  matches: applies,
  evaluate: () => !study().own || Boolean(hasHeading()),
  message: 'there is no visible heading in what comes after the parts that repeat',
});
