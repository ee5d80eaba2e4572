// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QtEndian>

#include <bit>
#include <cstdint>
#include <cstring>

namespace assay {

/// Walks over the text of JSON that a parser has accepted, without reading what is in it. What is no JSON is either
/// refused or walked over in some way, never beyond its end.
class JsonScanner
{
public:
    explicit JsonScanner(QByteArrayView text)
        : m_at(text.begin())
        , m_end(text.end())
    {
    }

    /// Calls `visit(name, value)` for every member of an object until it returns false; the name is as written,
    /// between its quotes. False: the text is no object.
    template <class Visit> bool eachMember(Visit&& visit)
    {
        return eachIn('{', '}', [&] {
            const char* const name = m_at;
            if (!skipString())
                return Step::Broken;
            const QByteArrayView quoted(name, m_at);
            skipBlanks();
            if (!take(':'))
                return Step::Broken;
            skipBlanks();
            const char* const value = m_at;
            if (!skipValue())
                return Step::Broken;
            return visit(quoted.sliced(1).chopped(1), QByteArrayView(value, m_at)) ? Step::Next : Step::Stop;
        });
    }

    /// Calls `visit(value)` for every element of an array until it returns false. False: the text is no array.
    template <class Visit> bool eachElement(Visit&& visit)
    {
        return eachIn('[', ']', [&] {
            const char* const value = m_at;
            if (!skipValue())
                return Step::Broken;
            return visit(QByteArrayView(value, m_at)) ? Step::Next : Step::Stop;
        });
    }

private:
    enum class Step : std::uint8_t { Next, Stop, Broken };

    template <class One> bool eachIn(char open, char close, One&& one)
    {
        skipBlanks();
        if (!take(open))
            return false;
        skipBlanks();
        if (take(close))
            return true;
        for (;;) {
            skipBlanks();
            const Step step = one();
            if (step != Step::Next)
                return step == Step::Stop;
            skipBlanks();
            if (take(close))
                return true;
            if (!take(','))
                return false;
        }
    }

    void skipBlanks()
    {
        while (m_at != m_end && isBlank(*m_at))
            ++m_at;
    }

    static bool isBlank(char c) { return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t'); }

    bool take(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    bool skipString()
    {
        if (m_at == m_end || *m_at != '"')
            return false;
        return goTo(behindString(m_at, m_end));
    }

    bool skipValue()
    {
        if (m_at == m_end)
            return false;
        if (*m_at == '"')
            return goTo(behindString(m_at, m_end));
        if (*m_at == '{' || *m_at == '[')
            return goTo(behindNested(m_at, m_end));
        const char* const start = m_at;
        while (m_at != m_end && *m_at != ',' && *m_at != '}' && *m_at != ']' && !isBlank(*m_at))
            ++m_at;
        return m_at != start;
    }

    bool goTo(const char* place)
    {
        if (place)
            m_at = place;
        return place != nullptr;
    }

    /// Behind the closing quote of the string that begins at `at`; null if there is none.
    static const char* behindString(const char* at, const char* end)
    {
        const char* const start = ++at;
        for (;;) {
            const char* const quote = nextQuote(at, end);
            if (!quote)
                return nullptr;
            at = quote + 1;
            if (quote == start || quote[-1] != '\\' || !isEscaped(quote, start))
                return at;
        }
    }

    static bool isEscaped(const char* quote, const char* start)
    {
        const char* before = quote;
        while (before != start && before[-1] == '\\')
            --before;
        return (quote - before) % 2 == 1;
    }

    /// Names and words end soon, so the first bytes are looked at eight at a time, without a call; long texts are
    /// looked through by memchr.
    static const char* nextQuote(const char* at, const char* end)
    {
        constexpr int kSteps = 4;
        constexpr quint64 kOnes = 0x0101'0101'0101'0101;
        for (int step = 0; step < kSteps && end - at >= qsizetype(sizeof(quint64)); ++step, at += sizeof(quint64)) {
            // Bytes that are a quote become 0, and the lowest bit of those that were 0 is found.
            const quint64 word = qFromLittleEndian<quint64>(at) ^ (kOnes * '"');
            if (const quint64 zeros = (word - kOnes) & ~word & (kOnes * 0x80))
                return at + std::countr_zero(zeros) / 8;
        }
        return static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
    }

    /// The same for an object or an array.
    static const char* behindNested(const char* at, const char* end)
    {
        constexpr int kCaseOfBrackets = 0x20; // what [ and { differ in, and ] and }
        for (int depth = 0; at != end;) {
            if (*at == '"') {
                at = behindString(at, end);
                if (!at)
                    return nullptr;
                continue;
            }
            const int c = *at++ | kCaseOfBrackets;
            if (c == '{')
                ++depth;
            else if (c == '}' && --depth == 0)
                return at;
        }
        return nullptr;
    }

    const char* m_at;
    const char* const m_end;
};

} // namespace assay
