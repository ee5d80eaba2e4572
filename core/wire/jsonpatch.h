// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace assay {

/// A member of a JSON object's text, as views into it.
struct JsonMember {
    QByteArrayView name; ///< between its quotes, escapes as written
    QByteArrayView value;
};

/// The members of an object, found without reading what is in them. Nothing if the text is no object. Meant for texts
/// that a JSON parser has accepted.
std::optional<QList<JsonMember>> jsonMembers(QByteArrayView object);

/// The elements of an array, likewise.
std::optional<QList<QByteArrayView>> jsonElements(QByteArrayView array);

/// The same JSON without blanks outside strings. Text that is no JSON comes back in some form, the same for the same.
QByteArray compactJson(QByteArrayView json);

/// The first member of that name; null if there is none.
const JsonMember* memberOf(const QList<JsonMember>& members, QByteArrayView name);

/// What becomes of one member: another value, or (empty) nothing.
struct MemberPatch {
    QByteArrayView name;
    QByteArray value;
};

/// The object with these members replaced, added or left out; all other values byte for byte as they were.
QByteArray patchedObject(const QList<JsonMember>& members, const QList<MemberPatch>& patches);

} // namespace assay
