# Perl's Net::Stomp, STOMP 1.2. It leaves escapes to its user.
use strict;
use warnings;
use Net::Stomp;

my ($host, $port, $login, $passcode, $command, $queue, $count) = @ARGV;
my $destination = "/queue/$queue";
my $stomp = Net::Stomp->new({ hostname => $host, port => $port, reconnect_on_fork => 0 });
my $connected = $stomp->connect({ login => $login, passcode => $passcode, 'accept-version' => '1.2', host => '/' });
die 'not connected: ' . $connected->as_string if $connected->command ne 'CONNECTED';
$SIG{ALRM} = sub { die "no frame\n" };

sub expect {
    my ($wanted) = @_;
    alarm 20;
    my $frame = $stomp->receive_frame;
    alarm 0;
    die "$wanted is missing: " . ($frame ? $frame->as_string : 'the end') unless $frame && $frame->command eq $wanted;
    return $frame;
}

sub escaped {
    my ($text) = @_;
    my %escapes = ("\\" => "\\\\", "\n" => "\\n", "\r" => "\\r", ':' => "\\c");
    return $text =~ s/([\\\n\r:])/$escapes{$1}/gr;
}

sub unescaped {
    my ($text) = @_;
    my %characters = ("\\" => "\\", n => "\n", r => "\r", c => ':');
    return $text =~ s/\\([\\nrc])/$characters{$1}/gr;
}

sub hex_of { my ($text) = @_; return defined $text && length $text ? unpack('H*', $text) : '-' }

sub send_one {
    my ($kind, $body, $type, %headers) = @_;
    $stomp->send({ destination => $destination, body => $body, kind => $kind, 'content-type' => $type,
        'content-length' => length $body, persistent => 'true', 'destination-type' => 'ANYCAST', receipt => $kind,
        %headers });
    expect('RECEIPT');
}

# Texts are octets here: this file is UTF-8.
if ($command eq 'send') {
    send_one('text', "Grüße, 世界 🚀\nsecond line", 'text/plain;charset=utf-8', note => escaped("a:b\\d\nc ü"));
    send_one('bytes', join('', map { chr } 0 .. 255), 'application/octet-stream');
    send_one('poison', 'poison', 'text/plain');
} else {
    $stomp->subscribe({ destination => $destination, id => 1, ack => 'client-individual', 'subscription-type' => 'ANYCAST' });
    for (1 .. ($command eq 'receive' ? $count : 1)) {
        my $message = expect('MESSAGE');
        my $headers = $message->headers;
        print join(' ', $headers->{kind}, hex_of($message->body),
            map { hex_of(defined $headers->{$_} ? unescaped($headers->{$_}) : undef) } 'note', 'dead-letter-reason'), "\n";
        # Its own ack() names the message as STOMP 1.0 does.
        $stomp->send_frame(Net::Stomp::Frame->new({ command => 'ACK', headers => { id => $headers->{ack} } }))
            if $command eq 'receive';
    }
}
# Its own disconnect() asks for no receipt.
$stomp->send_frame(Net::Stomp::Frame->new({ command => 'DISCONNECT', headers => { receipt => 'bye' } }));
expect('RECEIPT') if $command ne 'look';
