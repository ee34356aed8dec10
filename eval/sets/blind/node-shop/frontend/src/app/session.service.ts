import { Injectable } from '@angular/core';
import { HttpClient } from '@angular/common/http';

@Injectable({ providedIn: 'root' })
export class SessionService {
  constructor(private http: HttpClient) {}

  remember(token: string): void {
    localStorage.setItem('partnerToken', token);
  }

  partnerToken(): string | null {
    return localStorage.getItem('partnerToken');
  }
}
