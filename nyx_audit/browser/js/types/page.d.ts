// What nodes and elements of some kinds have. The selector of a rule, or the kind of a node, says which it sees; the
// compiler can read neither.
interface Node {
  readonly children: HTMLCollection;
  readonly data: string;
  readonly href: string;
  readonly innerText: string;
  readonly inputMode: string;
  readonly localName: string;
  readonly nextElementSibling: Element | null;
  readonly tabIndex: number;
  readonly alt: string;
  closest(selector: string): Element | null;
  getClientRects(): DOMRectList;
  getElementById?(id: string): Element | null;
  hasAttribute(name: string): boolean;
  matches(selector: string): boolean;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): NodeListOf<Element>;
}

interface Element {
  readonly accessKey: string;
  alt: string;
  checked: boolean;
  complete: boolean;
  /** What assistive software is told; a browser may not say it. */
  readonly computedName?: string;
  readonly computedRole?: string;
  readonly autoplay: boolean;
  readonly content: string;
  readonly controls: boolean;
  readonly contentDocument: Document | null;
  readonly control: Element | null;
  readonly currentSrc: string;
  readonly elements: HTMLFormControlsCollection;
  readonly form: HTMLFormElement | null;
  readonly height: number;
  readonly duration: number;
  readonly error: MediaError | null;
  readonly hash: string;
  readonly host: string;
  readonly href: string;
  readonly hreflang: string;
  readonly htmlFor: string;
  readonly inert: boolean;
  readonly innerText: string;
  readonly isContentEditable: boolean;
  readonly labels: NodeListOf<HTMLLabelElement> | null;
  readonly kind: string;
  readonly length: number;
  readonly loop: boolean;
  readonly max: string;
  readonly min: string;
  readonly maxLength: number;
  readonly minLength: number;
  readonly muted: boolean;
  readonly name: string;
  readonly naturalHeight: number;
  readonly naturalWidth: number;
  readonly videoWidth: number;
  readonly networkState: number;
  readonly onclick: object | null;
  readonly options: HTMLOptionsCollection;
  readonly pathname: string;
  readonly paused: boolean;
  readonly pattern: string;
  readonly placeholder: string;
  readonly protocol: string;
  readonly readyState: number;
  readonly rel: string;
  readonly required: boolean;
  readonly caption: Element | null;
  readonly cells: HTMLCollectionOf<HTMLTableCellElement>;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly tFoot: Element | null;
  readonly tHead: Element | null;
  readonly rows: HTMLCollectionOf<HTMLTableRowElement>;
  selectedIndex: number;
  readonly src: string;
  readonly srclang: string;
  readonly style: CSSStyleDeclaration;
  readonly tabIndex: number;
  readonly target: string;
  readonly title: string;
  readonly track: TextTrack | null;
  readonly type: string;
  value: string;
  readonly validity: ValidityState;
  checkValidity(): boolean;
  readonly volume: number;
  readonly width: number;
  assignedElements(options?: AssignedNodesOptions): Element[];
  blur(): void;
  captureStream(): MediaStream;
  getScreenCTM(): DOMMatrix | null;
  click(): void;
  focus(options?: FocusOptions & {focusVisible?: boolean}): void;
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
}

// The browser's own types know these properties by name only.
interface CSSStyleDeclaration {
  readonly [property: string]: any;
}

interface PerformanceEntry {
  readonly requestStart: number;
  readonly responseStart: number;
}

interface CSSRule {
  readonly cssRules?: CSSRuleList;
}

// What of the navigation API is read; TypeScript does not know it yet.
interface NavigateEvent extends Event {
  destination: {url: string; sameDocument: boolean};
}

interface Navigations {
  addEventListener(type: 'navigate', listener: (event: NavigateEvent) => void): void;
  removeEventListener(type: 'navigate', listener: (event: NavigateEvent) => void): void;
}
declare var navigation: Navigations | undefined;
