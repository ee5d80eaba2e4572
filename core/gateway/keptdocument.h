// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/jsonpatch.h"

#include <QByteArrayView>
#include <QString>

#include <span>

namespace assay {

// What the stores of answers that clients refer to read of a document.

/// Empty: it is not there, or null.
inline QByteArrayView valueOf(std::span<const JsonMember> members, QByteArrayView name)
{
    const auto* member = memberOf(members, name);
    return member && member->value != "null" ? member->value : QByteArrayView();
}

/// None where it is no object.
inline JsonMembers membersOf(QByteArrayView object)
{
    return jsonMembers(object.trimmed()).value_or(JsonMembers());
}

/// A text that holds no escapes, as ids do; empty if it is none.
inline QString idOf(QByteArrayView value)
{
    return value.size() > 2 && value.startsWith('"') ? QString::fromUtf8(value.sliced(1).chopped(1)) : QString();
}

/// What an answer is kept under: each virtual key sees its own.
inline QString keptName(const QString& virtualKey, const QString& id)
{
    return virtualKey + u'/' + id;
}

/// Of a store's room: one conversation shall not push out all others.
constexpr qsizetype kLargestPart = 4;

} // namespace assay
