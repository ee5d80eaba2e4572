// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <cstdint>

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
    static const char* behindString(const char* at, const char* end);
    /// The same for an object or an array.
    static const char* behindNested(const char* at, const char* end);

    const char* m_at;
    const char* const m_end;
};

} // namespace assay
