const {applies, hasLandmark, study} = nyx.repeated;

define({
  selector: 'html',
  hidden: true,
  matches: applies,
  evaluate: () => !study().own || hasLandmark(),
  message: 'no landmark begins with what comes after the parts that repeat',
});
