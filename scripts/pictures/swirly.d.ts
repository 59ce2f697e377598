/** What the published types of the drawing packages import, and no published package has: as far as it is used here. */
declare module '@swirly/types' {
  interface MessageSpecification {
    readonly frame: number;
    readonly notification:
      { readonly kind: 'N'; readonly value: string } | { readonly kind: 'C' | 'E' };
  }
  interface StreamSpecification {
    readonly kind: 'S';
    readonly title: string | null;
    readonly frame: number;
    readonly duration: number;
    readonly messages: readonly MessageSpecification[];
  }
  interface OperatorSpecification {
    readonly kind: 'O';
    readonly title: readonly { readonly type: 'text'; readonly value: string }[];
  }
  interface DiagramSpecification {
    readonly content: readonly (StreamSpecification | OperatorSpecification)[];
    readonly styles: object;
  }
  type DiagramStyles = Readonly<Record<string, string | number>>;
  interface RendererOptions {
    readonly styles?: DiagramStyles;
  }
  interface DiagramRendering {
    readonly width: number;
    readonly height: number;
  }
}
