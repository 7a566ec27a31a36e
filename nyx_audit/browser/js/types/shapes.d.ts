// Written by tools/shapes.py from the records in nyx_audit/model; change those, not this file.

interface Facts {
  lang: string;
  dir: string;
  key: string;
  title: string;
  links: Link[];
  links_total: number;
  menus: Menu[];
  headings: Heading[];
  fields: FormField[];
  forms: Form[];
  buttons: Button[];
  blocks: Block[];
  around: string;
  has_main: boolean;
  line_length: number;
  updated: Updated[];
  metas: Record<string, string>;
  types: string[];
  alternates: Alternate[];
  canonical: string;
  translators: Translator[];
  scripts: string[];
  frames: Frame[];
  insecure: Insecure[];
  components: Record<string, Component>;
  ids: string[];
  scripted: boolean;
  skeleton: string;
  first_byte: number;
  strict_transport: string;
  refresh: string;
  progress: string[];
  limits: TimeLimit[];
  puzzles: Puzzle[];
  shell: ShellPart[];
}

interface Bar {
  key: string;
  height: number;
}

interface Overflow {
  key: string;
  right: number;
  how: string;
  exempt: boolean;
  stated: boolean;
}

interface CutText {
  key: string;
  side: string;
  cut: number;
  sure: boolean;
  shown_width: number;
  shown_height: number;
}

interface OverlappedText {
  key: string;
  other: string;
  how: string;
}

interface NarrowedPart {
  key: string;
  fields: number;
  controls: number;
  words: string;
}

interface ChangingText {
  key: string;
  times: number[];
  texts: string[];
  role: string;
}

interface OrientationLoss {
  held: string;
  share: number;
  instead: string;
  opens: boolean;
  essential: boolean;
  controls: LostControl[];
}

interface Turned {
  key: string;
  share: number;
}

interface Media {
  kind: string;
  known: boolean;
  sound: string;
  tracks: Track[];
  seconds: number | null;
  autoplay: boolean;
  muted: boolean;
  paused: boolean;
  controls: boolean;
  hidden: boolean;
  seen: boolean;
  source: boolean;
  instruments: Control[];
  around: Around;
}

interface Words {
  name: string;
  address: string | null;
  context: string | null;
  part: string;
  before: string;
  behind: string;
  pictures: Pictures | null;
  shown: Destination | null;
}

interface Passage {
  lang: string;
  text: string;
}

interface Link {
  href: string;
  raw: string;
  text: string;
  landmark: string;
  selector: string;
  rel: string;
  hreflang: string;
  shown: boolean;
  component: string;
}

interface Menu {
  key: string;
  selector: string;
  name: string;
  links: MenuLink[];
}

interface Heading {
  level: number;
  text: string;
  landmark: string;
}

interface FormField {
  key: string;
  selector: string;
  tag: string;
  type: string;
  name: string;
  id: string;
  label: string;
  label_by: string;
  placeholder: string;
  description: string;
  group: string;
  required: boolean;
  autocomplete: string;
  inputmode: string;
  pattern: string;
  accept: string;
  disabled: boolean;
  shown: boolean;
  landmark: string;
  form: string;
  search: boolean;
  component: string;
  refuses_paste: boolean;
  seen_label: string;
  around: string;
  section: string;
  filled: boolean;
}

interface Form {
  selector: string;
  method: string;
  action: string;
  search: boolean;
  landmark: string;
  novalidate: boolean;
  shown: boolean;
  stated: boolean;
}

interface Button {
  selector: string;
  text: string;
  type: string;
  landmark: string;
  form: string;
  shown: boolean;
}

interface Block {
  tag: string;
  text: string;
  lang: string;
  linked: number;
  lines: string[];
}

interface Updated {
  text: string;
  datetime: string;
  selector: string;
}

interface Alternate {
  lang: string;
  href: string;
  selector: string;
}

interface Translator {
  kind: string;
  selector: string;
  offered: string[];
}

interface Frame {
  src: string;
  title: string;
  selector: string;
}

interface Insecure {
  selector: string;
  address: string;
  tag: string;
}

interface Component {
  count: number;
  dead: number;
  selector: string;
}

interface TimeLimit {
  text: string;
  selector: string;
  buttons: string[];
}

interface Puzzle {
  kind: string;
  selector: string;
  around: string;
  shown: boolean;
}

interface ShellPart {
  part: string;
  tag: string;
  selector: string;
  id: string;
  drawn: boolean;
  href: string;
}

interface LostControl {
  key: string;
  field: boolean;
}

interface Track {
  kind: string;
  text: string | null;
}

interface Control {
  name: string;
  role: string | null;
}

interface Around {
  both: string;
  only_read: string;
  links: string[];
  audios: number;
}

interface Pictures {
  own: string;
  around: number;
}

interface Destination {
  final: string;
  title: string;
  headings: string;
  text: string;
  scripts: boolean;
  asks: boolean;
}

interface MenuLink {
  text: string;
  href: string;
}
