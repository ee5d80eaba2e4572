// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/visiblecharacters.h"

using namespace Qt::StringLiterals;

namespace assay {

bool isInvisibleControl(char16_t c)
{
    return c == 0x00AD || c == 0x061C || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0);
}

QString visibleCharacters(const QString& text)
{
    qsizetype from = 0;
    const auto find = [&text](qsizetype at) {
        while (at < text.size() && !isInvisibleControl(text.at(at).unicode()))
            ++at;
        return at;
    };
    qsizetype at = find(0);
    if (at == text.size())
        return text;
    QString result;
    for (; at < text.size(); at = find(from)) {
        result += QStringView(text).sliced(from, at - from);
        result
            += u"\u27E8U+"_s + QString::number(text.at(at).unicode(), 16).toUpper().rightJustified(4, u'0') + u'\u27E9';
        from = at + 1;
    }
    return result + text.sliced(from);
}

QString RunBreaker::feed(const QString& text)
{
    QString result;
    qsizetype from = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (m_run >= m_limit && !c.isSpace() && !c.isLowSurrogate()) {
            result += QStringView(text).sliced(from, i - from);
            result += QChar(QChar::LineSeparator);
            from = i;
            m_run = 0;
        }
        m_run = c.isSpace() ? 0 : m_run + 1;
    }
    return result.isEmpty() ? text : result + text.sliced(from);
}

QString hardWrapped(const QString& text)
{
    return RunBreaker().feed(text);
}

} // namespace assay
