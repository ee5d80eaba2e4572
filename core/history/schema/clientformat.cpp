// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/clientformat.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Version 10. Stands with the run's labels, so that no call costs a statement more. It explains and counts nothing, so
// it is not part of the hash chain: files of older versions keep their hashes.
constexpr std::array kStatements = {
    "ALTER TABLE run_label ADD COLUMN client_format TEXT CHECK (length(client_format) > 0)"_L1,
};

} // namespace

std::span<const QLatin1StringView> clientFormatStatements()
{
    return kStatements;
}

} // namespace assay
