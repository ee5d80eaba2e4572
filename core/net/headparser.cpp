// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/headparser.h"

namespace assay {

bool HeadParser::takeLine(QByteArrayView line)
{
    if (m_complete)
        return false;
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.startsWith("HTTP/")) {
        takeStatus(line);
        return false;
    }
    if (!line.isEmpty()) {
        takeField(line);
        return false;
    }
    m_complete = started();
    return m_complete;
}

// "HTTP/1.1 200 OK" (RFC 9112, 4); the reason phrase means nothing.
void HeadParser::takeStatus(QByteArrayView line)
{
    m_head = {};
    const qsizetype space = line.indexOf(' ');
    if (space > 0)
        m_head.status = line.sliced(space + 1).left(3).toInt();
}

void HeadParser::takeField(QByteArrayView line)
{
    if ((line.front() == ' ' || line.front() == '\t') && !m_head.headers.isEmpty()) { // obsolete folding, RFC 9112, 5.2
        m_head.headers.back().value += ' ' + line.trimmed().toByteArray();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return;
    m_head.headers.append(HttpHeader{
        .name = line.first(colon).trimmed().toByteArray(), .value = line.sliced(colon + 1).trimmed().toByteArray()});
}

} // namespace assay
