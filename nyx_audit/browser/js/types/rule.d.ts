// What a rule's half in the page says of itself; a misspelt key is an error.

interface CheckContext {
  /** Plain values for the message (`${data.size}`) and for the judging function in Python. */
  data(values: object): void;
  /** Ask for time; the function returned takes the result. */
  async(): (result: boolean | undefined) => void;
}

interface CheckResult {
  data: Record<string, any>;
  result?: boolean;
}

interface RuleDefinition {
  /** The elements that the rule may concern. */
  selector: string;
  /** Whether it concerns one of them. */
  matches?: (element: Element, virtual: VirtualNode, context: {initiator: boolean}) => unknown;
  /** True passes, false fails, undefined is a doubt. */
  evaluate(this: CheckContext, element: Element, options: any, virtual: VirtualNode): boolean | undefined;
  /** What a failure is, in one phrase. */
  message: string;
  /** What a doubt is, where that differs. */
  doubt?: string;
  options?: object;
  /** Whether elements hidden from everyone count too. */
  hidden?: boolean;
  /** Whether the rule looks at whole pages only. */
  pageLevel?: boolean;
  /** A last look at all results of the page, over all its frames. */
  after?: (results: CheckResult[]) => CheckResult[];
}

/** Each script of a rule calls it once; the id comes from the name of the file. */
declare function define(definition: RuleDefinition): void;
