// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"

#include "core/providers/dialectlist.h" // generated: kDialectFactories

namespace assay {

DialectRegistry::DialectRegistry()
{
    for (const auto factory : kDialectFactories)
        m_dialects.push_back(factory());
}

DialectRegistry::~DialectRegistry() = default;
DialectRegistry::DialectRegistry(DialectRegistry&&) noexcept = default;
DialectRegistry& DialectRegistry::operator=(DialectRegistry&&) noexcept = default;

const Dialect* DialectRegistry::find(const QString& id) const
{
    for (const auto& dialect : m_dialects) {
        if (dialect->id() == id)
            return dialect.get();
    }
    return nullptr;
}

QStringList DialectRegistry::ids() const
{
    QStringList out;
    for (const auto& dialect : m_dialects)
        out.append(dialect->id());
    out.sort();
    return out;
}

} // namespace assay
