// The records that files of the library hand to each other.

type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;
/** Red, green, blue up to 255, and opacity up to 1. */
type Color = number[];

/** What an element that takes the focus does when it comes. */
interface Stop {
  look: '' | 'same' | 'faint' | 'changed';
  of_colours: boolean;
  outline: number;
  keeps: boolean;
  gives: '' | 'away' | 'lost';
  stays: boolean;
  leads: string;
}

/** A control, or a composite of them, and how pointer and keyboard come to it; elements by number. */
interface Unit {
  number: number;
  role: string;
  name: string;
  stop: number | null;
  around: number | null;
  items: number[];
  owned: boolean;
  heard: boolean;
  acts: boolean;
  orders: boolean;
  twin: boolean;
  leads: boolean;
  own: boolean;
}

/** A part that repeats on every page; `sure` where its role says so. */
interface RepeatedBlock {
  element: Element;
  sure: boolean;
}

/** Where a cell lies in its table. */
interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A table as HTML forms it: which cells cover each place, and where each cell lies. */
interface Grid {
  table: Element;
  slots: (Element[] | undefined)[][];
  areas: Map<Element, Area>;
  width: number;
}

type Picture = HTMLImageElement | HTMLCanvasElement | OffscreenCanvas;

/** The pixels of a picture that stand out from its ground. */
interface Ink {
  ink: Uint8Array;
  width: number;
  height: number;
}

/** One separate shape of a picture. */
interface Shape extends Box {
  wide: number;
  tall: number;
  area: number;
}

/** Shapes that stand on one line. */
interface ShapeLine {
  bottom: number;
  shapes: Shape[];
}

/** All targets of a page in one view. */
interface TargetLayout {
  boxes: Map<Element, DOMRect>;
  cells: Map<string, Element[]>;
  roomy: Set<string>;
  blocks: Map<Element, boolean>;
}

/** What hides a part of a text, and how much of it; without a side, nothing is cut off. */
interface Cut {
  by?: string;
  shown_width?: number;
  shown_height?: number;
  side?: 'across' | 'down';
  cut?: number;
  sure?: boolean;
}

/** What repeats on a page, and whether anything of its own comes after it. */
interface Study {
  size: number;
  body: HTMLElement;
  blocks: RepeatedBlock[];
  isOwn(node: Node | null): boolean;
  before: RepeatedBlock[];
  own: boolean;
}

/** What an element itself paints, and what makes its place uncertain. */
interface Painted {
  back: Color | null;
  image: string;
  lettered: {back: Color | null; image: string} | null;
  opacity: number;
  moved: boolean;
  lifted: boolean;
  level: number;
  display: string;
  positioned: boolean;
  /** Whether its image may leave parts of it free. */
  patchy: boolean;
  paints: boolean;
  solid: boolean;
}

/** What an element does to the colours of what is within it, or behind it. */
interface Tint {
  filter: string;
  blend: string;
  backdrop: boolean;
  veiled: boolean;
  mixes: boolean;
}

/** One step of what is painted behind a text. */
interface Layer {
  paint: Painted;
  tint: Tint;
}

interface Painter {
  element: Element;
  box: Box;
}

/** A pseudo-element that writes words. */
interface Written {
  part: string;
  style: CSSStyleDeclaration;
}

/** A pseudo-element that paints: where, or how large where that is not known. */
interface PaintedPseudo {
  place: Box | null;
  width: number;
  height: number;
}

/** The contrast of an element's text. */
interface Contrast {
  best?: number;
  worst?: number;
  front?: string;
  back?: string;
  doubt?: string;
  hidden?: boolean;
  several?: boolean;
  opaque?: boolean;
}

/** Everything known of the colours of one state of the page. */
interface PaintState {
  key: object;
  styles: Map<Element, Painted>;
  tints: Map<Element, Tint>;
  pseudos: Map<Element, PaintedPseudo[]>;
  written: Map<Element, Written[]>;
  suspects: Map<Element, {large: boolean}>;
  results: Map<Element, Contrast>;
  drawn: Map<Element, boolean>;
  inactive: Map<Element, boolean>;
  drawings: Map<Element, Painter[]>;
  painters: {flow: Painter[]; stacked: Painter[]} | null;
  labels: Set<string> | null;
}

/** How an element stands, in degrees, and what turned it so. */
interface Turn {
  angle: number;
  turner: Element | null;
}

/** What a phone shows in one orientation: its texts with how they stand, its controls, how long all texts are. */
interface OrientationLook {
  texts: Map<string, {element: Element; angle: number; turner: Element | null}>;
  controls: Map<string, Element>;
  all: number;
  fills: boolean;
}

/** A stop of the tab key: where it is written and drawn, and the stops of the same part of the page. */
interface OrderedStop {
  element: Element;
  at: number;
  box: DOMRect;
  rtl: boolean;
  peers: OrderedStop[];
}

/** A line of a text as it is drawn. */
/** What rules for a state say of an element, in their order. */
type Styles = Map<Element, CSSStyleDeclaration[]>;

interface TextLine {
  element: Element;
  drawn: Element;
  box: DOMRect;
}

/** Two lines that lie over each other. */
interface TextPair {
  one: TextLine;
  other: TextLine;
}

/** What tells a language from the others: words that it alone has, and those that one of two has. */
interface Tongue {
  isLatin: boolean;
  alone: Set<string>;
  others: {code: string; theirs: Set<string>; ours: Set<string>}[];
}

/** A text of a page, as languages see it: within another text, and with words that only the page's language has. */
interface ForeignText {
  element: Element;
  text: string;
  isInline: boolean;
  isOfPage: boolean;
}

/** A text in another language than its page; `marked` where it says so. */
interface ForeignPassage {
  tongue: string;
  text: string;
  marked: boolean;
}

/** How the letters of a line look. */
interface LineLook {
  bold: boolean;
  size: number;
  colour: string;
  family: string;
}

/** A short line above running text; `beside` is how that looks. */
interface Headline {
  element: Element;
  text: string;
  below: string;
  look: LineLook;
  beside: {bold: boolean; size: number};
}
