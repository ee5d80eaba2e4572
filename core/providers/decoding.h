// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/streamevent.h"
#include "core/providers/dialect.h"
#include "core/wire/jsonvalue.h"
#include "core/wire/linedecoder.h"
#include "core/wire/ssedecoder.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <cstdint>

namespace assay {

/// The rules that every decoder keeps: output ends with one Finished or one StreamFailed; after Finished only usage
/// follows, after StreamFailed nothing; an answer that ends without either is StreamFailed{Truncated}; bytes that are
/// not JSON are StreamFailed{Protocol}, except in the last, cut piece of an answer, which is a truncation.
/// Dialects implement what an event means and call emitEvent().
class DecoderBase : public StreamDecoder
{
public:
    QList<StreamEvent> feed(QByteArrayView bytes) final;
    QList<StreamEvent> finish() final;

protected:
    /// Bytes of the answer, as they come.
    virtual void read(QByteArrayView bytes) = 0;
    /// The connection ended: hand on what is still held back.
    virtual void readEnd() = 0;

    void emitEvent(StreamEvent event);
    void fail(Error error);
    void fail(ErrorKind kind, const QString& detail);
    /// Parses, or fails the answer as the class says; a missing value tells the caller to stop.
    JsonValue parse(QByteArrayView json);

    JsonParser& parser() { return m_parser; }
    bool hasFinished() const { return m_state == State::Finished; }
    bool hasFailed() const { return m_state == State::Failed; }

private:
    enum class State : std::uint8_t { Open, Finished, Failed };

    JsonParser m_parser;
    QList<StreamEvent> m_events;
    qsizetype m_expectedEvents = 2; ///< room to make when the first event of a read comes
    State m_state = State::Open;
    bool m_isEnding = false;
};

/// A decoder for an answer that is a stream of server-sent events, or one JSON body where the server did not stream or
/// failed early. The content type may lie, so the first byte that is not blank decides: an object or an array is a
/// body.
class SseOrJsonDecoder : public DecoderBase
{
protected:
    /// One event; `type` is empty where the stream names none.
    virtual void readEvent(QByteArrayView type, QByteArrayView data) = 0;
    /// The whole body, complete.
    virtual void readBody(const JsonValue& body) = 0;

    void read(QByteArrayView bytes) final;
    void readEnd() override; ///< call it first when overriding

private:
    enum class Form : std::uint8_t { Unknown, Events, Body };
    static constexpr qsizetype kMaximumBody = 64 * 1024 * 1024;

    void readBodyPiece(QByteArrayView bytes);

    SseDecoder m_framer;
    QByteArray m_body;
    Form m_form = Form::Unknown;
};

/// A decoder for NDJSON: a streamed line and a whole body look alike.
class LinesDecoder : public DecoderBase
{
protected:
    virtual void readLine(QByteArrayView line) = 0;

    void read(QByteArrayView bytes) final;
    void readEnd() final;

private:
    LineDecoder m_framer;
};

} // namespace assay
