// The part of axe-core that runs in pages and that we use: its public API, and what custom checks are given.

interface VirtualNode {
  readonly actualNode: Element;
  readonly children: VirtualNode[];
  readonly props: {readonly nodeType: number; readonly nodeName: string};
}

interface NodeSpec {
  readonly id: number;
  readonly frames?: number[];
  readonly nodeIndexes: number[];
  readonly ancestry: string[];
}

interface PartialResult {
  readonly frames: NodeSpec[];
}

interface RawCheck {
  readonly id?: string;
  readonly message?: string;
  readonly data?: unknown;
}

interface RawNode {
  readonly node: NodeSpec | {readonly element: Element};
  readonly any?: RawCheck[];
  readonly all?: RawCheck[];
  readonly none?: RawCheck[];
}

interface RawRule {
  readonly id: string;
  readonly tags?: string[];
  readonly error?: Error;
  readonly passes?: RawNode[];
  readonly violations?: RawNode[];
  readonly incomplete?: RawNode[];
}

interface AuditedCheck {
  readonly id: string;
  readonly after?: unknown;
  evaluate(this: object, element: Element, options: unknown, node: VirtualNode, context: RunContext): boolean | undefined;
  getOptions(options: unknown): unknown;
}

/** What axe makes of a rule on one frame. */
interface RunResult {
  readonly id: string;
  readonly result: string;
  readonly pageLevel: boolean;
  readonly impact: null;
  readonly nodes: unknown[];
}

interface RunOptions {
  readonly runOnly: {readonly type: 'rule'; readonly values: string[]};
}

/** What a run is about: `initiator` in the top frame. */
interface RunContext {
  readonly initiator: boolean;
  readonly frames: unknown[];
}

type RunRule = (
  this: AuditedRule,
  context: RunContext,
  options: RunOptions,
  done: (result: RunResult) => void,
  broke: (error: unknown) => void,
) => unknown;

interface AuditedRule {
  readonly id: string;
  readonly any: (string | {id: string})[];
  readonly all: (string | {id: string})[];
  readonly none: (string | {id: string})[];
  readonly selector: string;
  readonly reviewOnFail: boolean;
  readonly matches: (element: Element, virtual: VirtualNode, context: object) => unknown;
  readonly pageLevel: boolean;
  readonly _audit: {readonly checks: Record<string, AuditedCheck>};
  gatherAndMatchNodes(context: RunContext, options: RunOptions): VirtualNode[];
  run: RunRule;
  after(...given: unknown[]): unknown;
}

interface AxeColor {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
  parseString(text: string): void;
}

type AnyNode = Node | VirtualNode;

declare const axe: {
  _memoizedFns: {clear(): void}[];
  readonly _audit: {readonly rules: AuditedRule[]; readonly checks: Record<string, AuditedCheck>};
  readonly _tree: object;
  readonly commons: {
    readonly aria: {
      /** Null where there is none, which no set of roles holds. */
      getRole(node: AnyNode): string;
      /** Null where there is none, as above. */
      getExplicitRole(node: AnyNode): string;
      /** Null where there is none, as above. */
      implicitRole(node: AnyNode): string;
    };
    readonly color: {readonly Color: new () => AxeColor};
    readonly dom: {
      getTextElementStack(element: Element): Element[][];
      isFocusable(node: AnyNode): boolean;
      isHiddenForEveryone(node: AnyNode): boolean;
      isInTabOrder(node: AnyNode): boolean;
      isInTextBlock(element: Element, options?: {includeInlineBlock: boolean}): boolean;
      isModalOpen(): boolean | undefined;
      isVisibleOnScreen(node: AnyNode): boolean;
      isVisibleToScreenReaders(node: AnyNode): boolean;
    };
    readonly table: {getHeaders(cell: Element): Element[]};
    readonly text: {
      accessibleTextVirtual(node: VirtualNode): string;
      sanitize(text: string): string;
      subtreeText(node: VirtualNode, options: {subtreeDescendant: boolean}): string;
      visibleVirtual(node: VirtualNode, screenReader?: boolean): string;
    };
  };
  readonly utils: {
    readonly nodeSerializer: {
      update(serializer: {
        toSpec(node: {element: Element; nodeIndexes: number[]}): object;
        mergeSpecs(child: NodeSpec, frame: NodeSpec): object;
      }): void;
    };
    readonly DqElement: new (node: VirtualNode) => {readonly node: NodeSpec};
    getAncestry(element: Element): string;
    getCheckOption(check: AuditedCheck, rule: string, options: RunOptions): {enabled: boolean; options: unknown};
    getFlattenedTree(element: Element): (VirtualNode & {constructor: {prototype: object}})[];
    getFrameContexts(context: unknown, options: object): {readonly frameContext: unknown}[];
    getNodeFromTree(element: Element | null): VirtualNode;
  };
  addReporter(name: string, report: (results: RawRule[], options: object, done: (found: object) => void) => void): void;
  configure(spec: object): void;
  finishRun(partials: unknown[], options: object): Promise<unknown>;
  getRules(): Record<'ruleId' | 'tags' | 'actIds', unknown>[] & {ruleId: string}[];
  runPartial(context: unknown, options: object): Promise<PartialResult>;
};
