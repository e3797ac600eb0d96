#!/bin/sh
# Keeps one finished segment of the write-ahead log, for PostgreSQL's archive_command:
#
#   archive_command = 'sh /path/to/archive-wal.sh %p %f /path/to/archive'
#
# It says that a segment is kept only once its bytes and its name are on disk. A segment that is kept already is never
# written over: the same bytes again are fine (the server was killed before it heard), others mean that two servers
# share one archive, and the server then keeps the segment and complains until somebody looks.
set -eu
segment=$1 name=$2 archive=$3

if [ -e "$archive/$name" ]; then
  cmp -s "$segment" "$archive/$name"
  exit
fi
part="$archive/.$name.$$"
trap 'rm -f "$part"' EXIT
cp "$segment" "$part"
sync "$part"
mv "$part" "$archive/$name"
sync "$archive"
