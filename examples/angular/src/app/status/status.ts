import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { type LineText } from '../session/lineText';

/** How a line is. */
@Component({
  selector: 'desk-status',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="dot" [class]="'dot ' + line().tone" aria-hidden="true"></span>
    <span class="name">{{ name() }}</span>
    <span class="text">{{ line().text }}</span>
  `,
})
export class Status {
  readonly name = input.required<string>();
  readonly line = input.required<LineText>();
}
