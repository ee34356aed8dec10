<h1>Houses</h1>
@if ($term)
  <p>In {{ $term }}</p>
@endif
@foreach ($houses as $house)
  <a href="{{ route('house', $house) }}">{{ $house->title }}</a>
@endforeach
<script>
  const town = "{!! $term !!}";
  const count = @json($houses->count());
</script>
