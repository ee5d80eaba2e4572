// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/redacted.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace assay {

/// Finds a key in what a server sends back: error sentences that quote it, debug dumps that encode it, models that
/// repeat the request. Knows it as it is, reversed, with zero bytes between (UTF-16), in hexadecimal, percent-encoded,
/// as `\u` escapes and HTML entities, and inside base64, base64url (so also in Basic credentials) and base32 at every
/// alignment. Keys under 8 characters are too common as words to be looked for. Of a key with colons (AWS) each long
/// part is looked for too. Copies share what they know; a thread keeps that of the keys it used last, on the heap of
/// secrets, since it is made for every call.
class KeyEcho
{
public:
    KeyEcho() = default; ///< finds nothing
    explicit KeyEcho(const Secret& key);

    bool isEmpty() const { return !m_forms; }

    /// The text with each occurrence replaced by `[key hidden]`.
    QString hidden(const QString& text) const;
    QByteArray hidden(const QByteArray& text) const;

private:
    struct Forms;
    static std::shared_ptr<const Forms> formsFor(QByteArrayView key);

    std::shared_ptr<const Forms> m_forms; // null: finds nothing
};

} // namespace assay
