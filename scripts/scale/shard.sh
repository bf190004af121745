#!/bin/sh
# One shard of a set, for any scheduler: sh scripts/scale/shard.sh INDEX COUNT SHARDS OPTION...
# INDEX counts from 1; the shard lies in SHARDS/INDEX, and one that was killed goes on there. OPTIONs are those of
# `npm run evaluate`. A shard in which some images failed is finished (0), since its report and the merged one name them; one in
# which all failed is not, as a folder that is not mounted looks like that. A mistake on the command line stays 2.
set -u
index=$1 count=$2 shard=$3/$1
shift 3
cd "$(dirname "$0")/../.."
mkdir -p "$shard"
rm -f "$shard/report.json"
# A killed scheduler takes Node along: two that write the same shard would spoil it.
setpriv --pdeathsig KILL node scripts/evaluate.mjs "$@" --shard "$index/$count" --out "$shard"
code=$?
[ "$code" -ne 1 ] && exit "$code"
node -e 'process.exitCode = JSON.parse(fs.readFileSync(process.argv[1])).images > 0 ? 0 : 1' "$shard/report.json" 2>/dev/null
