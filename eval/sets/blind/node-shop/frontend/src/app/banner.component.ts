import { Component, ElementRef, OnInit, ViewChild } from '@angular/core';
import { DomSanitizer, SafeHtml } from '@angular/platform-browser';
import { ActivatedRoute } from '@angular/router';

@Component({
  selector: 'app-banner',
  template: '<div class="banner" [innerHTML]="message"></div><footer #note></footer>',
})
export class BannerComponent implements OnInit {
  @ViewChild('note', { static: true }) note!: ElementRef<HTMLElement>;
  message: SafeHtml = '';

  constructor(private route: ActivatedRoute, private sanitizer: DomSanitizer) {}

  ngOnInit(): void {
    const text = this.route.snapshot.queryParamMap.get('msg') ?? '';
    this.message = this.sanitizer.bypassSecurityTrustHtml(text);
    this.note.nativeElement.textContent = decodeURIComponent(location.hash.slice(1));
  }
}
