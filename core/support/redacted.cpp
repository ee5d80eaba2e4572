// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/redacted.h"

#include <QString>

#include <utility>

namespace assay {

void wipe(QByteArray& bytes)
{
    if (!bytes.isEmpty() && bytes.isDetached())
        wipeBytes(bytes.data(), static_cast<std::size_t>(bytes.size()));
}

void wipe(QString& text)
{
    if (!text.isEmpty() && text.isDetached())
        wipeBytes(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
}

Secret::Secret(QByteArray value)
    : Secret(SecretBytes(value.cbegin(), value.cend()))
{
    wipe(value);
}

Secret::Secret(SecretBytes value)
    : m_value(std::make_shared<const SecretBytes>(std::move(value)))
{
}

Secret Secret::copyOf(QByteArrayView value)
{
    return Secret(SecretBytes(value.begin(), value.end()));
}

} // namespace assay
