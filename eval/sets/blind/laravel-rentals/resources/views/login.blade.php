<form method="post" action="/login">
  @csrf
  <input type="hidden" name="next" value="{{ $next }}">
  <input name="email"><input name="password" type="password"><button>Sign in</button>
</form>
