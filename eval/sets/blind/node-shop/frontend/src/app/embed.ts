export function listenForPrices(target: HTMLElement): void {
  window.addEventListener('message', (event) => {
    if (typeof event.data.price === 'number') {
      target.textContent = event.data.price.toFixed(2);
    }
  });
}
