#!/bin/sh
set -eu

DUMP=/tmp/bookings.sql
PGPASSWORD='gull-Anchor-2020' pg_dump -h db.booking.example -U bookings bookings > "$DUMP"
chmod 666 "$DUMP"
curl -k -T "$DUMP" https://backup.booking.example/store/
rm -f "$DUMP"
