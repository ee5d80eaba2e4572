// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/httpmessage.h"

#include <memory>
#include <utility>

struct llhttp__internal_s;

namespace assay {

/// Reads one HTTP/1.x answer after the other from the bytes of a connection, in whatever pieces they arrive. Does no
/// I/O. The grammar is llhttp's (the parser of Node.js) in its strict mode, plus what it leaves to its user: only
/// versions 1.0 and 1.1, only `chunked` as a transfer encoding. Interim heads (1xx) are passed over, trailers ignored.
///
/// An answer that can be read in two ways (two lengths, a length and a transfer encoding, a chunk size that is no
/// number, bare line feeds) is broken: what one party takes for a body the other could take for the next answer.
class AnswerParser
{
public:
    struct Limits {
        qint64 headBytes;
        qint64 bodyBytes;
    };
    enum class State : std::uint8_t { Reading, Complete, Broken };
    enum class Fault : std::uint8_t {
        None,
        NotHttp, ///< the head, or how it says the body is framed
        BadChunk, ///< the framing inside the body
        HeadTooLarge,
        BodyTooLarge,
        Cut, ///< the connection ended before the answer did
    };

    explicit AnswerParser(Limits limits);
    ~AnswerParser();
    Q_DISABLE_COPY_MOVE(AnswerParser)

    /// A new answer begins, to a request with that method.
    void begin(QByteArrayView method);
    /// Once complete or broken it takes no more.
    State feed(QByteArrayView bytes);
    /// The connection ended.
    State end();

    /// The final status line came.
    bool hasStarted() const { return m_started; }
    bool hasHead() const { return m_headComplete; }
    int status() const { return m_head.status; }
    HttpHead takeHead() { return std::exchange(m_head, {}); }
    /// What came of the body since the last time.
    QByteArray takeBody() { return std::exchange(m_body, {}); }
    qint64 headBytes() const { return m_headBytes; } ///< all heads, and trailers
    qint64 bodyBytes() const { return m_bodyBytes; } ///< without what frames it

    /// After a complete answer: another may follow on the connection, and no byte of it came yet.
    bool mayFollow() const { return m_mayFollow; }

    Fault fault() const { return m_fault; }
    /// Why it is broken, for the sentence of an error.
    QString reason() const;

private:
    struct Callbacks;
    enum class Stop : std::uint8_t { None, Head, Message }; ///< where llhttp was made to pause
    /// Text that may arrive in pieces: seen in the buffer it came in, and copied only if it goes on in the next.
    struct Piece {
        void add(QByteArrayView more);
        void keep();
        QByteArrayView text() const { return m_kept.isEmpty() ? m_seen : QByteArrayView(m_kept); }
        void clear();

    private:
        QByteArrayView m_seen;
        QByteArray m_kept;
    };

    void restart();
    int headEnds();
    int bodyComes(QByteArrayView bytes);
    void headerEnds();
    const char* objection() const;
    State complete(bool nothingBehind);
    State broken(Fault fault);

    std::unique_ptr<llhttp__internal_s> m_parser;
    Limits m_limits;
    HttpHead m_head;
    QList<HttpHeader>
        m_known; ///< of the answer before: a server says nearly the same again, and equal texts are shared
    Piece m_name;
    Piece m_value;
    QByteArray m_body;
    qint64 m_headBytes = 0;
    qint64 m_bodyBytes = 0;
    const char* m_objection = nullptr;
    Stop m_stop = Stop::None;
    Fault m_fault = Fault::None;
    bool m_isHeadRequest = false;
    bool m_started = false;
    bool m_headComplete = false;
    bool m_staysOpen = false; ///< by what the head says
    bool m_mayFollow = false;
};

} // namespace assay
