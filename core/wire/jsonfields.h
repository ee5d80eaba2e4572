// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/jsonvalue.h"

#include <QVarLengthArray>

#include <string_view>
#include <utility>

namespace assay {

/// The members of one object, walked over once: requests and counts are looked through for some thirty names, of which
/// a handful is there. As valid as the value it was made of.
class JsonFields
{
public:
    JsonFields(const JsonValue& object)
        : m_object(object)
    {
        object.forEachMember(
            [this](std::string_view name, const JsonValue& value) { m_members.emplace_back(name, value); });
    }

    /// The first of that name.
    JsonValue operator[](std::string_view name) const
    {
        for (const auto& [known, value] : m_members) {
            if (known == name)
                return value;
        }
        return {};
    }

    /// What they are the members of.
    operator const JsonValue&() const { return m_object; }

    auto begin() const { return m_members.begin(); }
    auto end() const { return m_members.end(); }

private:
    JsonValue m_object;
    QVarLengthArray<std::pair<std::string_view, JsonValue>, 16> m_members;
};

} // namespace assay
