// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/answerparser.h"

#include "core/support/ascii.h"

#include <llhttp.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

struct AnswerParser::Callbacks {
    static AnswerParser& self(llhttp_t* parser) { return *static_cast<AnswerParser*>(parser->data); }
    static QByteArrayView view(const char* at, size_t length) { return {at, static_cast<qsizetype>(length)}; }

    static int status(llhttp_t* parser)
    {
        if (parser->status_code >= 200)
            self(parser).m_started = true;
        return 0;
    }
    static int name(llhttp_t* parser, const char* at, size_t length)
    {
        auto& me = self(parser);
        if (me.m_headComplete)
            me.m_headBytes += static_cast<qint64>(length); // a trailer
        else
            me.m_name.add(view(at, length));
        return 0;
    }
    static int value(llhttp_t* parser, const char* at, size_t length)
    {
        auto& me = self(parser);
        if (me.m_headComplete)
            me.m_headBytes += static_cast<qint64>(length);
        else
            me.m_value.add(view(at, length));
        return 0;
    }
    static int valueEnds(llhttp_t* parser)
    {
        self(parser).headerEnds();
        return 0;
    }
    static int headEnds(llhttp_t* parser) { return self(parser).headEnds(); }
    static int body(llhttp_t* parser, const char* at, size_t length)
    {
        return self(parser).bodyComes(view(at, length));
    }
    static int messageEnds(llhttp_t* parser)
    {
        self(parser).m_stop = Stop::Message;
        return HPE_PAUSED;
    }

    static const llhttp_settings_t& settings()
    {
        static const llhttp_settings_t all = [] {
            llhttp_settings_t made;
            llhttp_settings_init(&made);
            made.on_status_complete = &status;
            made.on_header_field = &name;
            made.on_header_value = &value;
            made.on_header_value_complete = &valueEnds;
            made.on_headers_complete = &headEnds;
            made.on_body = &body;
            made.on_message_complete = &messageEnds;
            return made;
        }();
        return all;
    }
};

void AnswerParser::Piece::add(QByteArrayView more)
{
    if (m_kept.isEmpty() && m_seen.isEmpty()) {
        m_seen = more;
        return;
    }
    keep();
    m_kept.append(more);
}

void AnswerParser::Piece::keep()
{
    if (!m_seen.isEmpty())
        m_kept.append(std::exchange(m_seen, {}));
}

void AnswerParser::Piece::clear()
{
    m_seen = {};
    if (!m_kept.isEmpty())
        m_kept = {};
}

AnswerParser::AnswerParser(Limits limits)
    : m_parser(std::make_unique<llhttp_t>())
    , m_limits(limits)
{
}

AnswerParser::~AnswerParser() = default;

void AnswerParser::begin(QByteArrayView method)
{
    restart();
    m_body = {};
    m_headBytes = m_bodyBytes = 0;
    m_objection = nullptr;
    m_fault = Fault::None;
    m_isHeadRequest = method == "HEAD";
    m_started = m_headComplete = m_staysOpen = m_mayFollow = false;
}

void AnswerParser::restart()
{
    llhttp_init(m_parser.get(), HTTP_RESPONSE, &Callbacks::settings());
    m_parser->data = this;
    m_head = {};
    m_name.clear();
    m_value.clear();
}

AnswerParser::State AnswerParser::feed(QByteArrayView bytes)
{
    const char* at = bytes.data();
    const char* const behind = at + bytes.size();
    for (;;) {
        m_stop = Stop::None;
        const bool inHead = !m_headComplete;
        const llhttp_errno code = llhttp_execute(m_parser.get(), at, static_cast<size_t>(behind - at));
        const char* const stopped = llhttp_get_error_pos(m_parser.get());
        const char* const reached = code == HPE_OK || !stopped ? behind : stopped;
        if (inHead)
            m_headBytes += reached - at;
        if (m_headBytes > m_limits.headBytes)
            return broken(Fault::HeadTooLarge);
        if (code != HPE_OK && code != HPE_PAUSED)
            return broken(m_headComplete && !m_objection ? Fault::BadChunk : Fault::NotHttp);
        at = reached;
        if (m_stop == Stop::None) {
            m_name.keep();
            m_value.keep();
            return State::Reading;
        }
        const int status = m_parser->status_code;
        if (m_stop == Stop::Message || m_isHeadRequest || status == 204 || status == 304) {
            if (m_headComplete)
                return complete(at == behind);
        }
        if (m_headComplete)
            llhttp_resume(m_parser.get()); // also with nothing left: the body may be empty
        else
            restart(); // after an interim head
    }
}

AnswerParser::State AnswerParser::end()
{
    if (m_headComplete && llhttp_message_needs_eof(m_parser.get()) != 0)
        return complete(false);
    return broken(Fault::Cut);
}

void AnswerParser::headerEnds()
{
    if (m_headComplete) {
        m_headBytes += 4; // ": " and the line end of a trailer
        return;
    }
    const QByteArrayView name = m_name.text();
    const QByteArrayView value = m_value.text().trimmed();
    const qsizetype index = m_head.headers.size();
    if (index == 0)
        m_head.headers.reserve(std::max<qsizetype>(m_known.size(), 8));
    const HttpHeader* known = index < m_known.size() ? &m_known.at(index) : nullptr;
    auto& header = m_head.headers.emplaceBack(); // in its place: this type has no cheap move
    header.name = known && known->name == name ? known->name : name.toByteArray();
    header.value = known && known->value == value ? known->value : value.toByteArray();
    m_name.clear();
    m_value.clear();
}

// What llhttp leaves to its user.
const char* AnswerParser::objection() const
{
    if (m_parser->http_major != 1 || m_parser->http_minor > 1)
        return "Unknown version of HTTP";
    if (m_parser->status_code < 100 || m_parser->status_code == 101)
        return "Unexpected status";
    if ((m_parser->flags & F_TRANSFER_ENCODING) == 0)
        return nullptr;
    int encodings = 0;
    bool chunked = true;
    for (const auto& header : m_head.headers) {
        if (header.name.compare("transfer-encoding", Qt::CaseInsensitive) != 0)
            continue;
        ++encodings;
        chunked = chunked && isSameWord(header.value, "chunked");
    }
    return encodings == 1 && chunked ? nullptr : "Unknown transfer encoding";
}

int AnswerParser::headEnds()
{
    m_objection = objection();
    if (m_objection)
        return -1;
    m_stop = Stop::Head;
    if (m_parser->status_code < 200)
        return HPE_PAUSED;
    m_head.status = m_parser->status_code;
    m_known = m_head.headers;
    m_started = m_headComplete = true;
    const bool is11 = m_parser->http_minor == 1;
    m_staysOpen = is11
        ? (m_parser->flags & F_CONNECTION_CLOSE) == 0
        : (m_parser->flags & F_CONNECTION_KEEP_ALIVE) != 0 && (m_parser->flags & F_TRANSFER_ENCODING) == 0;
    return HPE_PAUSED;
}

int AnswerParser::bodyComes(QByteArrayView bytes)
{
    if (m_bodyBytes + bytes.size() > m_limits.bodyBytes) {
        m_fault = Fault::BodyTooLarge;
        return HPE_USER;
    }
    m_bodyBytes += bytes.size();
    if (m_body.isEmpty())
        m_body = bytes.toByteArray();
    else
        m_body.append(bytes);
    return 0;
}

AnswerParser::State AnswerParser::complete(bool nothingBehind)
{
    m_mayFollow = m_staysOpen && nothingBehind;
    return State::Complete;
}

AnswerParser::State AnswerParser::broken(Fault fault)
{
    if (m_fault == Fault::None)
        m_fault = fault;
    return State::Broken;
}

QString AnswerParser::reason() const
{
    if (m_fault == Fault::Cut && (m_parser->flags & F_CONTENT_LENGTH) != 0)
        return u"end of response with %1 bytes missing"_s.arg(m_parser->content_length);
    if (m_fault == Fault::Cut)
        return u"transfer closed with outstanding read data remaining"_s;
    return QString::fromLatin1(m_objection ? m_objection : llhttp_get_error_reason(m_parser.get()));
}

} // namespace assay
