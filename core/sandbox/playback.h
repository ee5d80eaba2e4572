// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sandbox/invoice.h"
#include "core/wire/httpmessage.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <cstdint>
#include <optional>

namespace assay {

struct StreamFault;

/// One piece of an answer's body that leaves in one go: an event of a stream, or a whole body.
struct PlaybackFrame {
    QByteArray bytes;
    std::chrono::microseconds delay{0}; ///< wait before it
    qint64 output = 0; ///< visible tokens it carries
    qint64 reasoning = 0; ///< reasoning tokens it carries
    bool whole = true; ///< false: a beginning of a frame that was cut or drips; its tokens count as produced, not sent
};

/// How fast a model writes. All durations are at normal pace.
struct Pace {
    std::chrono::microseconds firstToken{0};
    std::chrono::microseconds reasoning{0}; ///< for all reasoning together
    int tokensPerSecond = 0; ///< of visible output; 0: no limit
};
Pace sandboxPace(const QString& model);

/// Everything a connection has to do for one answer, as a value: faults are changes to it.
struct Playback {
    enum class Framing : std::uint8_t { Length, Chunked };
    enum class End : std::uint8_t {
        Complete,
        Close, ///< close the connection without the end of the body
        Reset, ///< the same with a TCP reset
        Stall, ///< keep the connection open and send nothing more
    };

    bool sendHead = true;
    std::chrono::microseconds beforeHead{0};
    int status = 200;
    QList<HttpHeader> headers; ///< without those of the framing
    Framing framing = Framing::Length;
    qint64 contentLength = 0; ///< announced, with Length
    QList<PlaybackFrame> frames;
    End end = End::Complete;
    InvoiceState state = InvoiceState::Complete; ///< what the invoice says when it was played to the end

    qint64 tokens() const;
};

/// An answer of one frame with Content-Length.
Playback wholePlayback(int status, const QByteArray& contentType, const QByteArray& body);

/// Sets the waiting times of a model's pace × `factor` (0: as fast as possible). Deterministic: `seed` varies the gaps
/// between tokens around their mean.
Playback paced(Playback playback, const Pace& pace, double factor, quint64 seed);

/// The same answer with the fault in it. `errorEvent` is the format's error inside a stream.
Playback faulted(Playback playback, const StreamFault& fault, const QByteArray& errorEvent);

} // namespace assay
