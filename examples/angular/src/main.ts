import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { Desk } from './app/desk/desk';

bootstrapApplication(Desk, { providers: [provideZonelessChangeDetection()] }).catch(
  (error: unknown) => console.error(error),
);
