<?php

namespace App\Support;

use App\Models\House;
use Carbon\CarbonImmutable;

class Calendar
{
    public function __construct(private House $house)
    {
    }

    /** @return array<string, bool> */
    public function month(int $year, int $month): array
    {
        $day = CarbonImmutable::create($year, $month, 1);
        $taken = \App\Models\Booking::query()
            ->where('house_id', $this->house->id)
            ->whereBetween('starts', [$day->subDays(30), $day->endOfMonth()])
            ->get(['starts', 'nights']);
        $out = [];
        for ($d = $day; $d->month === $month; $d = $d->addDay()) {
            $out[$d->toDateString()] = !$taken->contains(
                fn ($b) => $d->betweenIncluded($b->starts, CarbonImmutable::parse($b->starts)->addDays($b->nights - 1))
            );
        }

        return $out;
    }
}
