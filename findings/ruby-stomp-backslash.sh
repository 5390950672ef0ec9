#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# Ruby's stomp 1.4.10: a header value with a backslash before c, n or r is read as another one.
#
# Expected: "\\c" on the wire is a backslash and a c (STOMP 1.1 and 1.2: escapes are replaced in one pass); what the library
#           itself has written it reads back.
# Happens:  each escape is replaced by a pass of its own: "\\c" becomes "\c" and that a colon. C:\new is read as C:, a line
#           feed and ew.
# Seen:
#   stomp 1.4.10
#   "C:\\new" is written "C\\c\\\\new" and read "C:\new"
#   "a\\c" is written "a\\\\c" and read "a:"
#   "a\\d" is written "a\\\\d" and read "a\\d"
#
# Ends with 0 as long as it is so. Needs Ruby's package ruby-stomp of Debian 12 or newer, which is not installed, only
# unpacked, and any Ruby.

set -euo pipefail

command -v ruby >/dev/null || { echo 'ruby is not installed: apt-get install ruby' >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
(cd "$work" && apt-get download -qq ruby-stomp && dpkg-deb -x ruby-stomp_*.deb .) > "$work/log" 2>&1 \
    || { cat "$work/log"; exit 2; }

cat > "$work/finding.rb" <<'RUBY'
require 'stomp'

puts "stomp #{Stomp::Version::STRING}"
read = ['C:\new', 'a\c', 'a\d'].map do |value|
  wire = Stomp::HeaderCodec.encode(value)
  back = Stomp::HeaderCodec.decode(wire)
  puts "#{value.inspect} is written #{wire.inspect} and read #{back.inspect}"
  back
end
unless read == ["C:\new", 'a:', 'a\d']
  puts 'CHANGED: this is not what is described at the top of this script'
  exit 1
end
RUBY
ruby -I "$work/usr/lib/ruby/vendor_ruby" "$work/finding.rb"
