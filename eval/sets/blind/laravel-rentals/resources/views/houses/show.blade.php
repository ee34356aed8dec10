<h1>{{ $house->title }}</h1>
<p>{!! nl2br(e($house->description)) !!}</p>
@foreach ($reviews as $review)
  <article>{!! $review->body !!}</article>
@endforeach
