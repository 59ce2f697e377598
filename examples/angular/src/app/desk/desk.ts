import { ChangeDetectionStrategy, Component } from '@angular/core';

/** The whole page. */
@Component({
  selector: 'desk-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './desk.html',
})
export class Desk {
  readonly title = 'The desk';
}
