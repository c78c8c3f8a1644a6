#include "compliance_data.h"

/* `#embed` is of C23; the compiler has it in earlier modes, too, and only says that it is newer. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char owasp_top10_2021[] = {
#embed "../Compliance/Frameworks/owasp-top10-2021.json"
};

static const unsigned char owasp_top10_2025[] = {
#embed "../Compliance/Frameworks/owasp-top10-2025.json"
};

static const unsigned char owasp_api_2023[] = {
#embed "../Compliance/Frameworks/owasp-api-2023.json"
};

static const unsigned char owasp_asvs_4_0_3[] = {
#embed "../Compliance/Frameworks/owasp-asvs-4.0.3.json"
};

static const unsigned char owasp_asvs_5_0[] = {
#embed "../Compliance/Frameworks/owasp-asvs-5.0.json"
};

static const unsigned char cwe_top25_2025[] = {
#embed "../Compliance/Frameworks/cwe-top25-2025.json"
};

static const unsigned char pci_dss_4_0_1[] = {
#embed "../Compliance/Frameworks/pci-dss-4.0.1.json"
};

static const unsigned char soc2_tsc_2017[] = {
#embed "../Compliance/Frameworks/soc2-tsc-2017.json"
};

static const unsigned char cis_controls_8_1[] = {
#embed "../Compliance/Frameworks/cis-controls-8.1.json"
};

static const unsigned char nist_800_53_r5[] = {
#embed "../Compliance/Frameworks/nist-800-53-r5.json"
};

static const unsigned char nist_ssdf_1_1[] = {
#embed "../Compliance/Frameworks/nist-ssdf-1.1.json"
};

static const unsigned char iso_27001_2022[] = {
#embed "../Compliance/Frameworks/iso-27001-2022.json"
};

static const unsigned char hipaa_security[] = {
#embed "../Compliance/Frameworks/hipaa-security.json"
};

static const unsigned char gdpr_art_32[] = {
#embed "../Compliance/Frameworks/gdpr-art-32.json"
};

static const unsigned char eu_cra_annex_1[] = {
#embed "../Compliance/Frameworks/eu-cra-annex-1.json"
};

static const unsigned char cwe[] = {
#embed "../Compliance/Weaknesses/cwe.tsv"
};

#define FILE_OF(name, bytes) {name, bytes, sizeof(bytes)}

static const struct compliance_file frameworks[] = {
    FILE_OF("owasp-top10-2021.json", owasp_top10_2021),
    FILE_OF("owasp-top10-2025.json", owasp_top10_2025),
    FILE_OF("owasp-api-2023.json", owasp_api_2023),
    FILE_OF("owasp-asvs-4.0.3.json", owasp_asvs_4_0_3),
    FILE_OF("owasp-asvs-5.0.json", owasp_asvs_5_0),
    FILE_OF("cwe-top25-2025.json", cwe_top25_2025),
    FILE_OF("pci-dss-4.0.1.json", pci_dss_4_0_1),
    FILE_OF("soc2-tsc-2017.json", soc2_tsc_2017),
    FILE_OF("cis-controls-8.1.json", cis_controls_8_1),
    FILE_OF("nist-800-53-r5.json", nist_800_53_r5),
    FILE_OF("nist-ssdf-1.1.json", nist_ssdf_1_1),
    FILE_OF("iso-27001-2022.json", iso_27001_2022),
    FILE_OF("hipaa-security.json", hipaa_security),
    FILE_OF("gdpr-art-32.json", gdpr_art_32),
    FILE_OF("eu-cra-annex-1.json", eu_cra_annex_1),
};

size_t compliance_framework_count(void) {
  return sizeof(frameworks) / sizeof(frameworks[0]);
}

struct compliance_file compliance_framework(size_t index) {
  return frameworks[index];
}

struct compliance_file compliance_weaknesses(void) {
  return (struct compliance_file)FILE_OF("cwe.tsv", cwe);
}
