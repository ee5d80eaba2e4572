// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/secretheap.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <vector>

namespace assay {

/// Bytes on the secret heap, to build a secret in without leaving copies behind when it grows.
using SecretBytes = std::vector<char, SecretAllocator<char>>;

/// Overwrites the bytes of an array that nobody shares; a shared one is left to its last owner.
void wipe(QByteArray& bytes);
/// Likewise.
void wipe(QString& text);

/// A secret in memory. It has no conversion to text and no debug operator, so it cannot slip into a log, a JSON
/// document or an error; whoever needs the bytes says `reveal()`. Copies share one block on the secret heap, which
/// stays out of core files and is overwritten when the last of them goes.
class Secret
{
public:
    Secret() = default;
    /// Takes the bytes over: what it was given is overwritten if nobody else holds it.
    explicit Secret(QByteArray value);
    explicit Secret(SecretBytes value);
    static Secret copyOf(QByteArrayView value);

    bool isEmpty() const { return !m_value || m_value->empty(); }
    /// Valid as long as this secret or a copy of it lives. Whoever makes an array of it makes a copy that is not
    /// protected, and has to `wipe()` it.
    QByteArrayView reveal() const { return m_value ? QByteArrayView(*m_value) : QByteArrayView(""); }

private:
    std::shared_ptr<const SecretBytes> m_value;
};

} // namespace assay
