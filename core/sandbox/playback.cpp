// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/playback.h"

#include "core/sandbox/scenario.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

qint64 tokensOf(const PlaybackFrame& frame)
{
    return frame.output + frame.reasoning;
}

/// The first frames, up to an event.
void keepEvents(Playback& playback, qint64 count)
{
    playback.frames.resize(std::min<qsizetype>(count, playback.frames.size()));
}

void cutAtByte(Playback& playback, qint64 bytes)
{
    for (qsizetype i = 0; i < playback.frames.size(); ++i) {
        PlaybackFrame& frame = playback.frames[i];
        if (bytes >= frame.bytes.size()) {
            bytes -= frame.bytes.size();
            continue;
        }
        frame.bytes.truncate(bytes);
        frame.whole = false;
        keepEvents(playback, bytes > 0 ? i + 1 : i);
        return;
    }
}

/// After the first event with which this share of the tokens has left; inside it if that would be the whole answer.
void cutAtShare(Playback& playback, qint64 perMille)
{
    const qint64 total = playback.tokens();
    qint64 sent = 0;
    qint64 bytes = 0;
    for (qsizetype i = 0; i < playback.frames.size(); ++i) {
        const PlaybackFrame& frame = playback.frames[i];
        sent += tokensOf(frame);
        if (sent * 1000 >= total * perMille) {
            if (sent < total)
                return keepEvents(playback, i + 1);
            return cutAtByte(playback, bytes + frame.bytes.size() * perMille / 1000);
        }
        bytes += frame.bytes.size();
    }
}

void applyCut(Playback& playback, const StreamFault::Cut& cut)
{
    switch (cut.at.unit) {
    case FaultPoint::Unit::Bytes: cutAtByte(playback, cut.at.value); break;
    case FaultPoint::Unit::Events: keepEvents(playback, cut.at.value); break;
    case FaultPoint::Unit::PerMille: cutAtShare(playback, cut.at.value); break;
    }
    playback.end = cut.reset ? Playback::End::Reset : Playback::End::Close;
    playback.state = InvoiceState::Cut;
}

/// An event whose frame stands but whose content is broken off.
QByteArray malformed(const QByteArray& event)
{
    qsizetype content = event.size();
    while (content > 0 && (event[content - 1] == '\n' || event[content - 1] == '\r'))
        --content;
    return event.first(content * 2 / 3) + event.sliced(content);
}

void applyDrip(Playback& playback, const StreamFault::Drip& drip)
{
    QList<PlaybackFrame> drops;
    for (const PlaybackFrame& frame : std::as_const(playback.frames)) {
        for (qsizetype at = 0; at < frame.bytes.size(); at += drip.bytes) {
            PlaybackFrame drop;
            drop.bytes = frame.bytes.sliced(at, std::min<qsizetype>(drip.bytes, frame.bytes.size() - at));
            drop.delay = at == 0 ? std::max<microseconds>(frame.delay, drip.every) : microseconds(drip.every);
            if (at + drip.bytes >= frame.bytes.size()) {
                drop.output = frame.output;
                drop.reasoning = frame.reasoning;
                drop.whole = frame.whole;
            }
            drops.append(drop);
        }
    }
    playback.frames = drops;
}

void applyStall(Playback& playback, const StreamFault::Stall& stall)
{
    if (stall.afterEvent >= playback.frames.size() && stall.length)
        return;
    if (stall.length) {
        playback.frames[stall.afterEvent].delay += *stall.length;
        return;
    }
    keepEvents(playback, stall.afterEvent);
    playback.end = Playback::End::Stall;
    playback.state = InvoiceState::Cut;
}

microseconds scaled(microseconds duration, double factor)
{
    return microseconds(std::llround(static_cast<double>(duration.count()) * factor));
}

} // namespace

Pace sandboxPace(const QString& model)
{
    if (model == "swift"_L1)
        return {.firstToken = milliseconds(150), .reasoning = {}, .tokensPerSecond = 120};
    if (model == "steady"_L1)
        return {.firstToken = milliseconds(350), .reasoning = {}, .tokensPerSecond = 60};
    if (model == "thinker"_L1)
        return {.firstToken = milliseconds(250), .reasoning = milliseconds(1000), .tokensPerSecond = 45};
    return {.firstToken = milliseconds(200), .reasoning = {}, .tokensPerSecond = 80};
}

qint64 Playback::tokens() const
{
    qint64 sum = 0;
    for (const PlaybackFrame& frame : frames)
        sum += tokensOf(frame);
    return sum;
}

Playback wholePlayback(int status, const QByteArray& contentType, const QByteArray& body)
{
    Playback playback;
    playback.status = status;
    playback.headers = {{.name = "content-type", .value = contentType, .secret = false}};
    playback.contentLength = body.size();
    playback.frames = {{.bytes = body}};
    playback.state = status >= 400 ? InvoiceState::Error : InvoiceState::Complete;
    return playback;
}

Playback paced(Playback playback, const Pace& pace, double factor, quint64 seed)
{
    if (factor <= 0)
        return playback;
    qint64 thoughts = 0;
    for (const PlaybackFrame& frame : std::as_const(playback.frames))
        thoughts += frame.reasoning;
    const microseconds perThought(pace.reasoning.count() / std::max<qint64>(thoughts, 1));
    const microseconds perToken(pace.tokensPerSecond > 0 ? 1'000'000 / pace.tokensPerSecond : 0);
    microseconds total{0};
    bool first = true;
    for (PlaybackFrame& frame : playback.frames) {
        if (tokensOf(frame) == 0)
            continue;
        // Real gaps vary; these do so around their mean, and repeat under a seed.
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        const double jitter = 0.6 + static_cast<double>(seed >> 44U) / double(1 << 20) * 0.8;
        const microseconds gap = scaled(perThought * frame.reasoning + perToken * frame.output, factor * jitter);
        // The first token has its own time; part of it passes before the head, as with real servers.
        frame.delay = first ? scaled(pace.firstToken, factor * 0.4) : gap;
        total += first ? gap : frame.delay;
        first = false;
    }
    playback.beforeHead = scaled(pace.firstToken, factor * 0.6);
    if (playback.framing == Playback::Framing::Length && !playback.frames.isEmpty()) {
        playback.frames.first().delay = microseconds(0);
        playback.beforeHead = scaled(pace.firstToken, factor) + total;
    }
    return playback;
}

Playback faulted(Playback playback, const StreamFault& fault, const QByteArray& errorEvent)
{
    playback.beforeHead += fault.delay;
    if (fault.malformedEvent && *fault.malformedEvent <= playback.frames.size()) {
        QByteArray& bytes = playback.frames[*fault.malformedEvent - 1].bytes;
        bytes = malformed(bytes);
        if (playback.framing == Playback::Framing::Length)
            playback.contentLength = bytes.size();
    }
    if (fault.errorAfterEvent) {
        keepEvents(playback, *fault.errorAfterEvent);
        playback.frames.append({.bytes = errorEvent});
        if (playback.framing == Playback::Framing::Length) {
            playback.frames = {playback.frames.last()};
            playback.contentLength = errorEvent.size();
        }
        playback.state = InvoiceState::Error;
    }
    if (fault.stall)
        applyStall(playback, *fault.stall);
    if (fault.cut)
        applyCut(playback, *fault.cut);
    if (!playback.frames.isEmpty())
        playback.frames.first().delay += fault.firstEventDelay;
    if (fault.drip)
        applyDrip(playback, *fault.drip);
    if (!fault.contentType.isEmpty()) {
        for (HttpHeader& header : playback.headers) {
            if (header.name == "content-type")
                header.value = fault.contentType;
        }
    }
    return playback;
}

} // namespace assay
