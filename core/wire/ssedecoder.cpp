// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/ssedecoder.h"

namespace assay {

namespace {

constexpr QByteArrayView kByteOrderMark = "\xEF\xBB\xBF";
constexpr QByteArrayView kUsualField = "data: ";

} // namespace

void SseDecoder::readField(QByteArrayView line)
{
    if (!m_started) {
        m_started = true;
        if (line.startsWith(kByteOrderMark))
            line = line.sliced(kByteOrderMark.size());
    }
    if (line.startsWith(kUsualField))
        return addData(line.sliced(kUsualField.size()));
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (name == "data")
        addData(value);
    else if (name == "event")
        m_type.assign(value);
}

void SseDecoder::addData(QByteArrayView value)
{
    if (!m_hasData) {
        m_hasData = true;
        m_dataIsOwned = false;
        m_dataView = value;
        return;
    }
    ownData();
    m_ownedData.append('\n');
    m_ownedData.append(value);
    if (m_ownedData.size() > kMaximumEvent)
        m_overflowed = true;
}

/// The piece that the data lie in is about to go away.
void SseDecoder::ownData()
{
    if (!m_hasData || m_dataIsOwned)
        return;
    m_ownedData.assign(m_dataView);
    m_dataIsOwned = true;
    m_dataView = {};
}

void SseDecoder::keep(QByteArrayView rest)
{
    ownData();
    if (m_overflowed)
        return;
    m_partialLine.append(rest);
    if (m_partialLine.size() + m_ownedData.size() > kMaximumEvent) {
        m_overflowed = true;
        m_partialLine.clear();
        forgetEvent();
    }
}

void SseDecoder::forgetEvent()
{
    m_hasData = false;
    m_dataIsOwned = false;
    m_dataView = {};
    m_ownedData.truncate(0);
    m_type.truncate(0);
}

} // namespace assay
